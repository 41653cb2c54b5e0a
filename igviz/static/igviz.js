/* igviz 45116175d2fd4446148237031bc9b723fa82e42fa40acdc65f9ef6c739c93dc1 */
"use strict";var igviz=(()=>{var Be=Object.defineProperty;var In=Object.getOwnPropertyDescriptor;var Hn=Object.getOwnPropertyNames;var Ln=Object.prototype.hasOwnProperty;var Un=(t,e)=>{for(var n in e)Be(t,n,{get:e[n],enumerable:!0})},Vn=(t,e,n,r)=>{if(e&&typeof e=="object"||typeof e=="function")for(let o of Hn(e))!Ln.call(t,o)&&o!==n&&Be(t,o,{get:()=>e[o],enumerable:!(r=In(e,o))||r.enumerable});return t};var zn=t=>Vn(Be({},"__esModule",{value:!0}),t);var uo={};Un(uo,{mount:()=>re,report:()=>Nn,widget:()=>co});var j=class extends Error{name="FigureError"},On={u8:1,i8:1,f32:4};function ge(t){return!t||typeof t=="object"&&Object.keys(t).length===0}async function be(t){let e=t;if(e?.kind!=="image"||e.version!==1){let n=`kind "${String(e?.kind)}", version ${String(e?.version)}`;throw new j(`This view draws image figures of version 1, not ${n}: update igviz.`)}return Dn(e)}async function Dn(t){let[e,n]=t.image?.shape??[];if(!(e>=1&&n>=1))throw new j("The figure holds no image.");let{path:r,steps:o}=t;gt("path",r.alphas,r.weights,r.scores,r.contributions),gt("steps",o.alphas,o.weights,o.signed_scale,o.cancelled_scale);let i=[e,n],a=[e,n,3],l=[o.alphas.length,e,n],[p,u,h,c,f,d,m]=await Promise.all([W("image",t.image,"u8",a),W("baseline",t.baseline,"u8",a),W("positive",t.positive,"f32",i),W("negative",t.negative,"f32",i),t.error?W("error",t.error,"f32",i):null,W("steps.signed",o.signed,"i8",l),W("steps.cancelled",o.cancelled,"u8",l)]),g=new Int8Array(d.buffer,d.byteOffset,d.length);return{...t,width:n,height:e,image:p,baseline:u,positive:qe(h),negative:qe(c),error:f&&qe(f),steps:{alphas:o.alphas,weights:o.weights,signed:g,signedScale:o.signed_scale,...Wn(g,o.signed_scale,m,o.cancelled_scale)}}}function Wn(t,e,n,r){let o=e.length?t.length/e.length:0,i=new Uint8Array(t.length),a=new Float32Array(o),l=e.map((p,u)=>{let h=0;for(let f=0;f<o;f++){let d=u*o+f;a[f]=Math.abs(t[d])*p+n[d]*r[u],a[f]>h&&(h=a[f])}let c=h/255;if(c>0)for(let f=0;f<o;f++)i[u*o+f]=Math.round(a[f]/c);return c});return{absolute:i,absoluteScale:l}}function gt(t,...e){let n=e.map(r=>Array.isArray(r)?r.length:-1);if(n[0]<0||n.some(r=>r!==n[0]))throw new j(`The figure's ${t} holds lists of different lengths (${n}).`)}async function W(t,e,n,r){if(e?.dtype!==n||String(e.shape)!==String(r)){let a=e?`${e.dtype} [${e.shape}]`:"nothing";throw new j(`The figure's ${t} should be ${n} [${r}], not ${a}.`)}let o=typeof e.data=="string"?await Bn(e.data):jn(e.data),i=r.reduce((a,l)=>a*l,On[n]);if(o.length!==i)throw new j(`The figure's ${t} holds ${o.length} bytes, not ${i}.`);return o}function jn(t){return ArrayBuffer.isView(t)?new Uint8Array(t.buffer,t.byteOffset,t.byteLength):new Uint8Array(t)}async function Bn(t){let e=atob(t),n=new Uint8Array(e.length);for(let o=0;o<e.length;o++)n[o]=e.charCodeAt(o);let r=new Blob([n]).stream().pipeThrough(new DecompressionStream("deflate"));return new Uint8Array(await new Response(r).arrayBuffer())}function qe(t){let e=new Float32Array(t.slice().buffer);for(let n=0;n<e.length;n++)Number.isFinite(e[n])||(e[n]=0);return e}var we,x,yt,qn,B,bt,wt,kt,St,Xe,Ge,Ke,Gn,ie={},At=[],Kn=/acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i,ke=Array.isArray;function L(t,e){for(var n in e)t[n]=e[n];return t}function Qe(t){t&&t.parentNode&&t.parentNode.removeChild(t)}function Yn(t,e,n){var r,o,i,a={};for(i in e)i=="key"?r=e[i]:i=="ref"?o=e[i]:a[i]=e[i];if(arguments.length>2&&(a.children=arguments.length>3?we.call(arguments,2):n),typeof t=="function"&&t.defaultProps!=null)for(i in t.defaultProps)a[i]===void 0&&(a[i]=t.defaultProps[i]);return xe(t,a,r,o,null)}function xe(t,e,n,r,o){var i={type:t,props:e,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:o??++yt,__i:-1,__u:0};return o==null&&x.vnode!=null&&x.vnode(i),i}function S(t){return t.children}function ve(t,e){this.props=t,this.context=e}function K(t,e){if(e==null)return t.__?K(t.__,t.__i+1):null;for(var n;e<t.__k.length;e++)if((n=t.__k[e])!=null&&n.__e!=null)return n.__e;return typeof t.type=="function"?K(t):null}function Pt(t){var e,n;if((t=t.__)!=null&&t.__c!=null){for(t.__e=t.__c.base=null,e=0;e<t.__k.length;e++)if((n=t.__k[e])!=null&&n.__e!=null){t.__e=t.__c.base=n.__e;break}return Pt(t)}}function _t(t){(!t.__d&&(t.__d=!0)&&B.push(t)&&!ye.__r++||bt!=x.debounceRendering)&&((bt=x.debounceRendering)||wt)(ye)}function ye(){for(var t,e,n,r,o,i,a,l=1;B.length;)B.length>l&&B.sort(kt),t=B.shift(),l=B.length,t.__d&&(n=void 0,r=void 0,o=(r=(e=t).__v).__e,i=[],a=[],e.__P&&((n=L({},r)).__v=r.__v+1,x.vnode&&x.vnode(n),Je(e.__P,n,r,e.__n,e.__P.namespaceURI,32&r.__u?[o]:null,i,o??K(r),!!(32&r.__u),a),n.__v=r.__v,n.__.__k[n.__i]=n,Tt(i,n,a),r.__e=r.__=null,n.__e!=o&&Pt(n)));ye.__r=0}function Mt(t,e,n,r,o,i,a,l,p,u,h){var c,f,d,m,g,v,b,_=r&&r.__k||At,A=e.length;for(p=Xn(n,e,_,p,A),c=0;c<A;c++)(d=n.__k[c])!=null&&(f=d.__i==-1?ie:_[d.__i]||ie,d.__i=c,v=Je(t,d,f,o,i,a,l,p,u,h),m=d.__e,d.ref&&f.ref!=d.ref&&(f.ref&&Ze(f.ref,null,d),h.push(d.ref,d.__c||m,d)),g==null&&m!=null&&(g=m),(b=!!(4&d.__u))||f.__k===d.__k?p=Ft(d,p,t,b):typeof d.type=="function"&&v!==void 0?p=v:m&&(p=m.nextSibling),d.__u&=-7);return n.__e=g,p}function Xn(t,e,n,r,o){var i,a,l,p,u,h=n.length,c=h,f=0;for(t.__k=new Array(o),i=0;i<o;i++)(a=e[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(p=i+f,(a=t.__k[i]=typeof a=="string"||typeof a=="number"||typeof a=="bigint"||a.constructor==String?xe(null,a,null,null,null):ke(a)?xe(S,{children:a},null,null,null):a.constructor==null&&a.__b>0?xe(a.type,a.props,a.key,a.ref?a.ref:null,a.__v):a).__=t,a.__b=t.__b+1,l=null,(u=a.__i=Qn(a,n,p,c))!=-1&&(c--,(l=n[u])&&(l.__u|=2)),l==null||l.__v==null?(u==-1&&(o>h?f--:o<h&&f++),typeof a.type!="function"&&(a.__u|=4)):u!=p&&(u==p-1?f--:u==p+1?f++:(u>p?f--:f++,a.__u|=4))):t.__k[i]=null;if(c)for(i=0;i<h;i++)(l=n[i])!=null&&(2&l.__u)==0&&(l.__e==r&&(r=K(l)),Et(l,l));return r}function Ft(t,e,n,r){var o,i;if(typeof t.type=="function"){for(o=t.__k,i=0;o&&i<o.length;i++)o[i]&&(o[i].__=t,e=Ft(o[i],e,n,r));return e}t.__e!=e&&(r&&(e&&t.type&&!e.parentNode&&(e=K(t)),n.insertBefore(t.__e,e||null)),e=t.__e);do e=e&&e.nextSibling;while(e!=null&&e.nodeType==8);return e}function Qn(t,e,n,r){var o,i,a,l=t.key,p=t.type,u=e[n],h=u!=null&&(2&u.__u)==0;if(u===null&&t.key==null||h&&l==u.key&&p==u.type)return n;if(r>(h?1:0)){for(o=n-1,i=n+1;o>=0||i<e.length;)if((u=e[a=o>=0?o--:i++])!=null&&(2&u.__u)==0&&l==u.key&&p==u.type)return a}return-1}function xt(t,e,n){e[0]=="-"?t.setProperty(e,n??""):t[e]=n==null?"":typeof n!="number"||Kn.test(e)?n:n+"px"}function _e(t,e,n,r,o){var i,a;e:if(e=="style")if(typeof n=="string")t.style.cssText=n;else{if(typeof r=="string"&&(t.style.cssText=r=""),r)for(e in r)n&&e in n||xt(t.style,e,"");if(n)for(e in n)r&&n[e]==r[e]||xt(t.style,e,n[e])}else if(e[0]=="o"&&e[1]=="n")i=e!=(e=e.replace(St,"$1")),a=e.toLowerCase(),e=a in t||e=="onFocusOut"||e=="onFocusIn"?a.slice(2):e.slice(2),t.l||(t.l={}),t.l[e+i]=n,n?r?n.u=r.u:(n.u=Xe,t.addEventListener(e,i?Ke:Ge,i)):t.removeEventListener(e,i?Ke:Ge,i);else{if(o=="http://www.w3.org/2000/svg")e=e.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(e!="width"&&e!="height"&&e!="href"&&e!="list"&&e!="form"&&e!="tabIndex"&&e!="download"&&e!="rowSpan"&&e!="colSpan"&&e!="role"&&e!="popover"&&e in t)try{t[e]=n??"";break e}catch{}typeof n=="function"||(n==null||n===!1&&e[4]!="-"?t.removeAttribute(e):t.setAttribute(e,e=="popover"&&n==1?"":n))}}function vt(t){return function(e){if(this.l){var n=this.l[e.type+t];if(e.t==null)e.t=Xe++;else if(e.t<n.u)return;return n(x.event?x.event(e):e)}}}function Je(t,e,n,r,o,i,a,l,p,u){var h,c,f,d,m,g,v,b,_,A,w,H,F,me,G,V,oe,T=e.type;if(e.constructor!=null)return null;128&n.__u&&(p=!!(32&n.__u),i=[l=e.__e=n.__e]),(h=x.__b)&&h(e);e:if(typeof T=="function")try{if(b=e.props,_="prototype"in T&&T.prototype.render,A=(h=T.contextType)&&r[h.__c],w=h?A?A.props.value:h.__:r,n.__c?v=(c=e.__c=n.__c).__=c.__E:(_?e.__c=c=new T(b,w):(e.__c=c=new ve(b,w),c.constructor=T,c.render=Zn),A&&A.sub(c),c.props=b,c.state||(c.state={}),c.context=w,c.__n=r,f=c.__d=!0,c.__h=[],c._sb=[]),_&&c.__s==null&&(c.__s=c.state),_&&T.getDerivedStateFromProps!=null&&(c.__s==c.state&&(c.__s=L({},c.__s)),L(c.__s,T.getDerivedStateFromProps(b,c.__s))),d=c.props,m=c.state,c.__v=e,f)_&&T.getDerivedStateFromProps==null&&c.componentWillMount!=null&&c.componentWillMount(),_&&c.componentDidMount!=null&&c.__h.push(c.componentDidMount);else{if(_&&T.getDerivedStateFromProps==null&&b!==d&&c.componentWillReceiveProps!=null&&c.componentWillReceiveProps(b,w),!c.__e&&c.shouldComponentUpdate!=null&&c.shouldComponentUpdate(b,c.__s,w)===!1||e.__v==n.__v){for(e.__v!=n.__v&&(c.props=b,c.state=c.__s,c.__d=!1),e.__e=n.__e,e.__k=n.__k,e.__k.some(function(z){z&&(z.__=e)}),H=0;H<c._sb.length;H++)c.__h.push(c._sb[H]);c._sb=[],c.__h.length&&a.push(c);break e}c.componentWillUpdate!=null&&c.componentWillUpdate(b,c.__s,w),_&&c.componentDidUpdate!=null&&c.__h.push(function(){c.componentDidUpdate(d,m,g)})}if(c.context=w,c.props=b,c.__P=t,c.__e=!1,F=x.__r,me=0,_){for(c.state=c.__s,c.__d=!1,F&&F(e),h=c.render(c.props,c.state,c.context),G=0;G<c._sb.length;G++)c.__h.push(c._sb[G]);c._sb=[]}else do c.__d=!1,F&&F(e),h=c.render(c.props,c.state,c.context),c.state=c.__s;while(c.__d&&++me<25);c.state=c.__s,c.getChildContext!=null&&(r=L(L({},r),c.getChildContext())),_&&!f&&c.getSnapshotBeforeUpdate!=null&&(g=c.getSnapshotBeforeUpdate(d,m)),V=h,h!=null&&h.type===S&&h.key==null&&(V=$t(h.props.children)),l=Mt(t,ke(V)?V:[V],e,n,r,o,i,a,l,p,u),c.base=e.__e,e.__u&=-161,c.__h.length&&a.push(c),v&&(c.__E=c.__=null)}catch(z){if(e.__v=null,p||i!=null)if(z.then){for(e.__u|=p?160:128;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;i[i.indexOf(l)]=null,e.__e=l}else{for(oe=i.length;oe--;)Qe(i[oe]);Ye(e)}else e.__e=n.__e,e.__k=n.__k,z.then||Ye(e);x.__e(z,e,n)}else i==null&&e.__v==n.__v?(e.__k=n.__k,e.__e=n.__e):l=e.__e=Jn(n.__e,e,n,r,o,i,a,p,u);return(h=x.diffed)&&h(e),128&e.__u?void 0:l}function Ye(t){t&&t.__c&&(t.__c.__e=!0),t&&t.__k&&t.__k.forEach(Ye)}function Tt(t,e,n){for(var r=0;r<n.length;r++)Ze(n[r],n[++r],n[++r]);x.__c&&x.__c(e,t),t.some(function(o){try{t=o.__h,o.__h=[],t.some(function(i){i.call(o)})}catch(i){x.__e(i,o.__v)}})}function $t(t){return typeof t!="object"||t==null||t.__b&&t.__b>0?t:ke(t)?t.map($t):L({},t)}function Jn(t,e,n,r,o,i,a,l,p){var u,h,c,f,d,m,g,v=n.props,b=e.props,_=e.type;if(_=="svg"?o="http://www.w3.org/2000/svg":_=="math"?o="http://www.w3.org/1998/Math/MathML":o||(o="http://www.w3.org/1999/xhtml"),i!=null){for(u=0;u<i.length;u++)if((d=i[u])&&"setAttribute"in d==!!_&&(_?d.localName==_:d.nodeType==3)){t=d,i[u]=null;break}}if(t==null){if(_==null)return document.createTextNode(b);t=document.createElementNS(o,_,b.is&&b),l&&(x.__m&&x.__m(e,i),l=!1),i=null}if(_==null)v===b||l&&t.data==b||(t.data=b);else{if(i=i&&we.call(t.childNodes),v=n.props||ie,!l&&i!=null)for(v={},u=0;u<t.attributes.length;u++)v[(d=t.attributes[u]).name]=d.value;for(u in v)if(d=v[u],u!="children"){if(u=="dangerouslySetInnerHTML")c=d;else if(!(u in b)){if(u=="value"&&"defaultValue"in b||u=="checked"&&"defaultChecked"in b)continue;_e(t,u,null,d,o)}}for(u in b)d=b[u],u=="children"?f=d:u=="dangerouslySetInnerHTML"?h=d:u=="value"?m=d:u=="checked"?g=d:l&&typeof d!="function"||v[u]===d||_e(t,u,d,v[u],o);if(h)l||c&&(h.__html==c.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),e.__k=[];else if(c&&(t.innerHTML=""),Mt(e.type=="template"?t.content:t,ke(f)?f:[f],e,n,r,_=="foreignObject"?"http://www.w3.org/1999/xhtml":o,i,a,i?i[0]:n.__k&&K(n,0),l,p),i!=null)for(u=i.length;u--;)Qe(i[u]);l||(u="value",_=="progress"&&m==null?t.removeAttribute("value"):m!=null&&(m!==t[u]||_=="progress"&&!m||_=="option"&&m!=v[u])&&_e(t,u,m,v[u],o),u="checked",g!=null&&g!=t[u]&&_e(t,u,g,v[u],o))}return t}function Ze(t,e,n){try{if(typeof t=="function"){var r=typeof t.__u=="function";r&&t.__u(),r&&e==null||(t.__u=t(e))}else t.current=e}catch(o){x.__e(o,n)}}function Et(t,e,n){var r,o;if(x.unmount&&x.unmount(t),(r=t.ref)&&(r.current&&r.current!=t.__e||Ze(r,null,e)),(r=t.__c)!=null){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(i){x.__e(i,e)}r.base=r.__P=null}if(r=t.__k)for(o=0;o<r.length;o++)r[o]&&Et(r[o],e,n||typeof t.type!="function");n||Qe(t.__e),t.__c=t.__=t.__e=void 0}function Zn(t,e,n){return this.constructor(t,n)}function ae(t,e,n){var r,o,i,a;e==document&&(e=document.documentElement),x.__&&x.__(t,e),o=(r=typeof n=="function")?null:n&&n.__k||e.__k,i=[],a=[],Je(e,t=(!r&&n||e).__k=Yn(S,null,[t]),o||ie,ie,e.namespaceURI,!r&&n?[n]:o?null:e.firstChild?we.call(e.childNodes):null,i,!r&&n?n:o?o.__e:e.firstChild,r,a),Tt(i,t,a)}we=At.slice,x={__e:function(t,e,n,r){for(var o,i,a;e=e.__;)if((o=e.__c)&&!o.__)try{if((i=o.constructor)&&i.getDerivedStateFromError!=null&&(o.setState(i.getDerivedStateFromError(t)),a=o.__d),o.componentDidCatch!=null&&(o.componentDidCatch(t,r||{}),a=o.__d),a)return o.__E=o}catch(l){t=l}throw t}},yt=0,qn=function(t){return t!=null&&t.constructor==null},ve.prototype.setState=function(t,e){var n;n=this.__s!=null&&this.__s!=this.state?this.__s:this.__s=L({},this.state),typeof t=="function"&&(t=t(L({},n),this.props)),t&&L(n,t),t!=null&&this.__v&&(e&&this._sb.push(e),_t(this))},ve.prototype.forceUpdate=function(t){this.__v&&(this.__e=!0,t&&this.__h.push(t),_t(this))},ve.prototype.render=S,B=[],wt=typeof Promise=="function"?Promise.prototype.then.bind(Promise.resolve()):setTimeout,kt=function(t,e){return t.__v.__b-e.__v.__b},ye.__r=0,St=/(PointerCapture)$|Capture$/i,Xe=0,Ge=vt(!1),Ke=vt(!0),Gn=0;var Ae,P,et,Ct,tt=0,zt=[],k=x,Rt=k.__b,Nt=k.__r,It=k.diffed,Ht=k.__c,Lt=k.unmount,Ut=k.__;function Ot(t,e){k.__h&&k.__h(P,t,tt||e),tt=0;var n=P.__H||(P.__H={__:[],__h:[]});return t>=n.__.length&&n.__.push({}),n.__[t]}function Y(t,e){var n=Ot(Ae++,4);!k.__s&&Dt(n.__H,e)&&(n.__=t,n.u=e,P.__h.push(n))}function X(t){return tt=5,E(function(){return{current:t}},[])}function E(t,e){var n=Ot(Ae++,7);return Dt(n.__H,e)&&(n.__=t(),n.__H=e,n.__h=t),n.__}function er(){for(var t;t=zt.shift();)if(t.__P&&t.__H)try{t.__H.__h.forEach(Se),t.__H.__h.forEach(nt),t.__H.__h=[]}catch(e){t.__H.__h=[],k.__e(e,t.__v)}}k.__b=function(t){P=null,Rt&&Rt(t)},k.__=function(t,e){t&&e.__k&&e.__k.__m&&(t.__m=e.__k.__m),Ut&&Ut(t,e)},k.__r=function(t){Nt&&Nt(t),Ae=0;var e=(P=t.__c).__H;e&&(et===P?(e.__h=[],P.__h=[],e.__.forEach(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})):(e.__h.forEach(Se),e.__h.forEach(nt),e.__h=[],Ae=0)),et=P},k.diffed=function(t){It&&It(t);var e=t.__c;e&&e.__H&&(e.__H.__h.length&&(zt.push(e)!==1&&Ct===k.requestAnimationFrame||((Ct=k.requestAnimationFrame)||tr)(er)),e.__H.__.forEach(function(n){n.u&&(n.__H=n.u),n.u=void 0})),et=P=null},k.__c=function(t,e){e.some(function(n){try{n.__h.forEach(Se),n.__h=n.__h.filter(function(r){return!r.__||nt(r)})}catch(r){e.some(function(o){o.__h&&(o.__h=[])}),e=[],k.__e(r,n.__v)}}),Ht&&Ht(t,e)},k.unmount=function(t){Lt&&Lt(t);var e,n=t.__c;n&&n.__H&&(n.__H.__.forEach(function(r){try{Se(r)}catch(o){e=o}}),n.__H=void 0,e&&k.__e(e,n.__v))};var Vt=typeof requestAnimationFrame=="function";function tr(t){var e,n=function(){clearTimeout(r),Vt&&cancelAnimationFrame(e),setTimeout(t)},r=setTimeout(n,35);Vt&&(e=requestAnimationFrame(n))}function Se(t){var e=P,n=t.__c;typeof n=="function"&&(t.__c=void 0,n()),P=e}function nt(t){var e=P;t.__c=t.__(),P=e}function Dt(t,e){return!t||t.length!==e.length||e.some(function(n,r){return n!==t[r]})}function Wt(t,e,n,r=448,o=1){let i=Math.max(Math.min(n/t,r/t,r/e),1/t),a=Math.floor(i*o+1e-6)/o,l=a>=.85*i?a:i;return{width:t*l,height:e*l,pixelated:l*o>=1}}function rt(t){return t<700?t:Math.min(448,Math.round(t*.47))}function se(t){return t.replace(/-/g,"−")}function C(t){if(t==null||!Number.isFinite(t))return"–";if(t===0)return"0";let e=Math.abs(t);return e<1e-4||e>=1e6?se(Pe(t.toExponential(2)).replace("e+","e")):e>=100?se(Me(Math.round(t))):se(Pe(t.toPrecision(3)))}function Pe(t){return t.replace(/(\.\d*?)0+(e|$)/,"$1$2").replace(/\.(e|$)/,"$1")}function Me(t){return String(t).replace(/\B(?=(\d{3})+$)/g," ")}function le(t){return Number.isFinite(t)?se(Me(Math.round(t))):"–"}function $(t,e){return e!=="probability"||t===null||t===void 0?C(t):Number.isFinite(t)?t>0&&t<5e-4?"<0.001":t<1&&t>.9995?">0.999":t!==0&&t!==1&&(t<.095||t>.99)?t.toFixed(3):t.toFixed(2):"–"}function Q(t){if(t==null||!Number.isFinite(t))return"–";let e=t*100,n=Math.abs(e);if(n>0&&n<.01)return"<0.01 %";let r=n>=99.95?Me(Math.round(e)):Pe(e.toPrecision(n<1?1:3));return`${se(r)} %`}function q(t){let e=t*100,n=e>=10?Me(Math.round(e)):Pe(e.toPrecision(2));return`${e>0&&e<.01?"<0.01":n} %`}function R(t){return`${t>0?"+":""}${C(t)}`}function N(t){return t.toFixed(2)}var Fe=[246,246,244],jt=[128,128,128],M={"green-red":{label:"Green and red",positiveName:"green",negativeName:"red",positive:[0,255,0],negative:[255,0,0],heatPositive:[Fe,[97,184,106],[0,82,38]],heatNegative:[Fe,[236,112,88],[126,0,24]],tokenPositive:[0,255,0],tokenNegative:[255,0,0],tokenNeutral:jt},"blue-orange":{label:"Blue and orange",positiveName:"blue",negativeName:"orange",positive:[40,130,255],negative:[255,150,0],heatPositive:[Fe,[92,160,222],[6,56,128]],heatNegative:[Fe,[244,158,66],[134,56,0]],tokenPositive:[40,130,255],tokenNegative:[255,150,0],tokenNeutral:jt}};function Bt(t){return`rgb(${t.join(" ")})`}function ot({score:t,baseline_score:e,path:n}){let r=[t,e,...n.scores].map(Math.abs).filter(Number.isFinite);return Math.abs(t-e)<=.01*Math.max(...r)}function qt(t,e,n){let r=[...t.alphas],o=[...t.scores];return r[0]<=0||(r.unshift(0),o.unshift(n)),r[r.length-1]>=1||(r.push(1),o.push(e)),{alphas:r,scores:o}}function Gt(t,e){let{alphas:n,scores:r}=t,o=n.map((u,h)=>h).filter(u=>Number.isFinite(r[u]??Number.NaN));if(o.length===0)return null;let i=o.findIndex(u=>n[u]>=e);if(i<0)return r[o[o.length-1]];if(i===0)return r[o[0]];let[a,l]=[o[i-1],o[i]],p=(e-n[a])/(n[l]-n[a]||1);return r[a]+p*(r[l]-r[a])}function Kt(t,e,n){let r=.1*Math.abs(e-n);if(!(r>0))return null;let{alphas:o,scores:i}=t,a=u=>Math.abs(i[u]-e),l=o.length-1;for(;l>=0&&a(l)<=r;)l--;if(l===o.length-1)return null;let p=0;if(l>=0){let u=(a(l)-r)/(a(l)-a(l+1)||1);p=o[l]+u*(o[l+1]-o[l])}return 1-p>=.15?p:null}function Yt(t,e=28){let n=t.weights.reduce((a,l)=>a+Math.max(l,0),0),r=Math.max(1,Math.min(e,t.alphas.length)),o=Array.from({length:r},(a,l)=>({from:l/r,to:(l+1)/r,value:0}));if(!(n>0))return o;let i=0;return t.weights.forEach((a,l)=>{let p=a*t.contributions[l],u=i+Math.max(a,0)/n;if(!(!Number.isFinite(p)||u<=i)){for(let h=Math.floor(i*r);h<r&&h/r<u;h++){let c=Math.min(u,o[h].to)-Math.max(i,o[h].from);c>0&&(o[h].value+=p*c/(u-i))}i=u}}),o}function Xt(t,e){let n=0;return t.alphas.forEach((r,o)=>{let i=t.weights[o]*t.contributions[o];r<=e+1e-9&&Number.isFinite(i)&&(n+=i)}),n}var O=t=>t[0].toUpperCase()+t.slice(1);function ce(t,e){let{positiveName:n,negativeName:r}=M[t.palette];if(t.mode==="image")return"What the model saw.";if(t.mode==="window"&&(e.positive||e.negative))return"Bright pixels matter for the score, dark ones do not.";if(!e.positive&&!e.negative)return"No attribution: nothing here changes the score.";if(t.polarity==="positive"&&!e.positive)return"Nothing here raises the score.";if(t.polarity==="negative"&&!e.negative)return"Nothing here lowers the score.";let o=t.mode==="outline"?" outlines":"";return t.polarity==="positive"?o?`${O(n)} outlines what raises the score.`:`${O(n)} raises the score.`:t.polarity==="negative"?o?`${O(r)} outlines what lowers the score.`:`${O(r)} lowers the score.`:o?`${O(n)} outlines what raises the score, ${r} what lowers it.`:`${O(n)} raises the score, ${r} lowers it.`}function Te(t){let{positiveName:e,negativeName:n}=M[t.palette];return`${O(e)}: moving this further from the baseline raises the score. ${O(n)}: moving it back toward the baseline would raise the score.`}function Jt(t,e,n){if(t.mode==="image")return"";let r=e.signs;if(!r.positive&&!r.negative)return"No attribution: nothing here changes the score.";let o=e.drawnSigns(t,n),i=t.mode==="window"?"both":t.polarity,a=p=>i==="both"||i===p;return Qt.some(p=>a(p)&&o[p])?"":e.isFinal(n)?Qt.some(p=>a(p)&&r[p])?"Nothing here is certain: no pixel exceeds twice its standard error.":ce(t,r):"Nothing summed up yet: the path begins here."}var Qt=["positive","negative"];function Zt(t){let e=t.score-t.baseline_score,{delta:n}=t.certificate,r=e+n,o=n===0?"":` (${R(n)})`,i=`Completeness: the attributions of all pixels sum to ${R(r)}, and should sum to F(x) − F(x′) = ${R(e)}, the score of the input less that of the baseline`;if(ot(t))return{text:`score hardly changes from the baseline, attributions sum to ${R(r)}`,tip:`${i}. That difference is so small that a percentage of it would say nothing.`};let a=r/e,l=a-1,p=n===0?"exactly":`${Q(Math.abs(l))} too ${l>0?"much":"little"}${o}`;return{text:Math.abs(a)<10?`adds up to ${Q(a)}`:`adds up to ${C(r)} instead of ${C(e)}`,tip:`${i}: ${p}. A good sum alone does not prove a good picture, as errors of opposite sign cancel.`}}function $e(t,e){let n=t.score-t.baseline_score;return ot(t)?R(e):Q(e/n)}var it="Estimated distance of this picture's attributions from the exact integral, relative to their size";function at(t,e=!1){let{error:n,tol:r,converged:o,method:i}=t;if(o===null&&n===null)return{text:"fixed rule: error unknown",tip:`A fixed rule (${i}) evaluates the points it is told to and cannot tell how far the result is from the exact integral. Give tol instead of n_steps to have the error estimated.`};if(o!==!1&&n!==null)return{text:`error about ${q(n)}`,tip:`${it}. It is as small as asked for.`};let a=n===null?"error unknown":`error about ${q(n)}`;if(e)return{text:`${a}, refining`,tip:`${it}. It falls while more is computed.`};let l=r===null?"":` (asked for ${q(r)})`;return{text:`not converged: ${a}${l}${nr(t)}`,tip:`${it}. It is larger than asked for: do not rely on details of this picture.`}}function nr({worst:t}){if(!t)return"";let[e,n]=t.map(N);return e===n?`, worst near α ${e}`:`, worst between α ${e} and ${n}`}function en({evaluations:t,method:e}){let n=e==="adaptive"?"chosen as the path required":`by the rule ${e}`;return{text:`${le(t)} evaluation${t===1?"":"s"}`,tip:`How often the model's gradient was computed: the points of the path, ${n}`}}function tn({tol:t},e){if(t===null)return null;let n=e.filter(r=>r<t*.999);return n.length>0?Math.max(...n):null}function nn({converged:t},{state:e}){return e!=="computing"&&(t!==!1||e!=="ready")}function rn(t,e){let n=e.state==="computing",{text:r}=at(t.certificate,n),o=`${t.target.label}, ${t.output} ${$(t.score,t.output)}`;return`${n?"Computing. ":""}${o}: ${r}.`}var rr=0;function s(t,e,n,r,o,i){e||(e={});var a,l,p=e;if("ref"in p)for(l in p={},e)l=="ref"?a=e[l]:p[l]=e[l];var u={type:t,props:p,key:n,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:--rr,__i:-1,__u:0,__source:o,__self:i};if(typeof t=="function"&&(a=t.defaultProps))for(l in a)p[l]===void 0&&(p[l]=a[l]);return x.vnode&&x.vnode(u),u}function y(t,e,n){return{"data-testid":t,"aria-label":e,title:n,"data-lm-suppress-shortcuts":"true"}}function I(t){return s("span",{class:"term",title:t.tip,children:t.children})}function st(t){return s("fieldset",{class:`segments${t.hidden?" unused":""}`,"aria-label":t.name,children:t.options.map(e=>s("button",{type:"button",...y(e.id,e.name??e.label,e.tip),"aria-pressed":e.value===t.value,onClick:()=>t.onPick(e.value),children:e.label},e.value))})}function Ee(t){return s("button",{type:"button",class:`toggle${t.hidden?" unused":""}`,...y(t.id,t.label,t.tip),"aria-pressed":t.on,onClick:()=>t.onPick(!t.on),children:[s("span",{class:"box",children:t.on&&s(Z,{name:"check"})}),t.label]})}function lt(t){let{value:e,min:n,max:r}=t;return s("label",{class:`slider${t.hidden?" unused":""}`,title:t.tip,children:[s("span",{class:"muted",children:t.name}),s("input",{type:"range",...y(t.id,t.name,t.tip),"aria-valuetext":t.text,min:n,max:r,step:t.step,value:e,style:{"--fill":`${100*(e-n)/(r-n)}%`},onInput:o=>t.onInput(o.currentTarget.valueAsNumber)}),s("output",{class:"number",children:t.text})]})}function J(t){let e=X(null),{pixels:n,width:r,height:o}=t;return Y(()=>ue(e.current,n,r,o),[n,r,o]),s("canvas",{ref:e,class:t.class,"data-testid":t.id,role:"img","aria-label":t.label,width:r,height:o})}function ue(t,e,n,r){t?.getContext("2d")?.putImageData(new ImageData(e,n,r),0,0)}var or={play:"M4 2.5v11l9-5.5z",pause:"M4 2.5h3v11H4zM9 2.5h3v11H9z",check:"M2.5 8.6 4 7.1l2.6 2.6L12 4.3l1.5 1.5-6.9 6.9z",stop:"M3.5 3.5h9v9h-9z",download:"M7.25 2h1.5v6.2l2.2-2.2 1.05 1.05L8 11.05 4 7.05 5.05 6l2.2 2.2zM3 12.5h10V14H3z"};function Z(t){return s("svg",{class:"icon",viewBox:"0 0 16 16","aria-hidden":"true",children:s("path",{d:or[t.name]})})}var ir=[{value:"window",label:"Window",id:"mode-window",tip:"The image, dimmed where the attribution is small"},{value:"overlay",label:"Overlay",id:"mode-overlay",tip:"The attribution as colour over the dimmed image"},{value:"heat",label:"Heat map",id:"mode-heat",tip:"The attribution alone, on a scale with zero in the middle"},{value:"outline",label:"Outline",id:"mode-outline",tip:"Borders of the regions that hold most of the attribution"},{value:"image",label:"Image",id:"mode-image",tip:"What the model saw"}],ar=[{value:"positive",label:"+",id:"polarity-positive",name:"Positive attribution",tip:"Only what raises the score"},{value:"negative",label:"−",id:"polarity-negative",name:"Negative attribution",tip:"Only what lowers the score"},{value:"both",label:"both",id:"polarity-both",name:"Both signs",tip:"What raises and what lowers the score"}],sr={window:"Percentile of pixels shown at full brightness: lower shows fainter attribution",overlay:"Percentile of attribution mass drawn at full colour: lower shows fainter attribution",heat:"Percentile of pixels drawn in the end colours: lower shows fainter attribution",outline:"Percentile of attribution mass a region starts at: lower takes in fainter attribution",image:""},lr={min:80,max:100,step:.1},cr={min:0,max:95,step:1},on="Show only what is certain: pixels whose attribution is more than twice its standard error";function an(t){let{view:e,set:n}=t,{mode:r}=e,o=r==="image",i=e.palette==="green-red"?"blue-orange":"green-red",a=(l,p)=>n({[l]:{...e[l],[r]:p}});return s("div",{class:"controls",children:[s(st,{name:"Mode",value:r,options:ir,onPick:l=>n({mode:l})}),s(st,{name:"Polarity",value:e.polarity,options:ar,hidden:o||r==="window",onPick:l=>n({polarity:l})}),s("div",{class:"shades",children:[t.errors&&s(Ee,{id:"certain",label:"certain only",tip:e.alpha<1?`${on}. Errors are known of the whole path, at α = 1`:on,on:e.certain,hidden:o,onPick:l=>n({certain:l})}),s(lt,{id:"clip",name:"clip",tip:sr[r],...r==="outline"?cr:lr,value:e.clip[r],text:`${C(e.clip[r])}`,hidden:o||r==="heat"&&e.pin!==null,onInput:l=>a("clip",l)}),s(lt,{id:"strength",name:"strength",tip:"How strongly the attribution covers the image",min:0,max:1,step:.01,value:e.strength[r],text:e.strength[r].toFixed(2),hidden:o,onInput:l=>a("strength",l)}),s("button",{type:"button",class:`palette${o||r==="window"?" unused":""}`,...y("palette",`Colours: ${M[e.palette].label}. Switch to ${M[i].label}`,`${M[e.palette].label}; press for ${M[i].label.toLowerCase()}`),onClick:()=>n({palette:i}),children:[s("span",{class:"swatch up",children:"+"}),s("span",{class:"swatch down",children:"−"})]})]})]})}function sn(t){let{scene:e,view:n,set:r}=t,{figure:o}=e;return s("footer",{children:[s("div",{class:"line",children:[s("div",{class:"said",children:[s("p",{class:"legend","data-testid":"legend",title:Te(n),children:[s(ur,{view:n}),ce(n,e.signs)]}),n.mode==="heat"&&s(pr,{scene:e,view:n,set:r,stage:t.stage}),s(hr,{figure:o,host:t.host,status:t.status})]}),s("span",{class:"tools",children:[s("button",{type:"button",class:"round",...y("help","What am I looking at?","What am I looking at?"),"aria-expanded":n.help,onClick:()=>r({help:!n.help}),children:"?"}),s("button",{type:"button",class:"round",...y("download","Download the picture","Download this picture as PNG"),onClick:t.onDownload,children:s(Z,{name:"download"})})]})]}),o.notes.length>0&&s("ul",{class:"notes muted","data-testid":"notes",children:o.notes.map(i=>s("li",{title:i,children:i},i))}),s(dr,{facts:o.provenance})]})}function ur(t){let{view:e}=t;return e.mode!=="overlay"&&e.mode!=="outline"?null:s(S,{children:[e.polarity!=="negative"&&s("span",{class:"swatch up",children:"+"}),e.polarity!=="positive"&&s("span",{class:"swatch down",children:"−"})]})}function pr(t){let{view:e,set:n}=t,{heatPositive:r,heatNegative:o}=M[e.palette],i=t.scene.heatScale(e,t.stage),a=e.pin!==null,l=o.map(h=>e.polarity==="positive"?o[0]:h),p=r.map(h=>e.polarity==="negative"?r[0]:h),u=[...l.reverse(),...p.slice(1)];return s("span",{class:"scale",children:[s("span",{class:"colour-bar number","data-testid":"colour-bar",title:`Attribution of a pixel in the unit of the score (${t.scene.figure.output}); values beyond an end have its colour`,children:[s("span",{class:"ramp",style:{background:`linear-gradient(to right, ${u.map(Bt).join(", ")})`}}),s("span",{children:C(-i)}),s("span",{children:"0"}),s("span",{children:R(i)})]}),(a||i>0)&&s(Ee,{id:"pin",label:"pin scale",tip:a?"This scale is kept for every picture; press to fit it to each again":"Keep this scale for other classes and pictures, so that they can be compared",on:a,onPick:h=>n({pin:h?i:null})})]})}function hr(t){let{figure:e,host:n,status:r}=t,{certificate:o}=e,i=r.state==="computing",a=o.converged===!1&&!i,l=n?tn(o,n.choices.tols):null,p=at(o,i),u=[en(o),Zt(e)];return s("p",{class:`badge number${a?" open":""}`,"data-testid":"certificate",children:[s("span",{class:"error","data-testid":"error",children:s(I,{tip:p.tip,children:p.text})}),u.map(({text:h,tip:c})=>s("span",{children:s(I,{tip:c,children:h})},c)),n&&l!==null&&nn(o,r)&&s("button",{type:"button",class:"quiet",...y("refine",`Refine to an error of ${q(l)}`,`Compute on, to an error of ${q(l)}; what is known is kept`),onClick:()=>n.select({tol:l}),children:"refine"})]})}function dr(t){let e=Object.entries(t.facts);return e.length===0?null:s("details",{class:"provenance muted",children:[s("summary",{...y("provenance","How was this computed?","How was this computed?"),children:"How was this computed?"}),s("dl",{children:e.map(([n,r])=>s("div",{children:[s("dt",{children:n}),s("dd",{children:r})]},n))})]})}var ln="The baseline is the input that counts as 'nothing there': the path starts at it.";function cn(t){let{figure:e,host:n}=t,{target:r,output:o}=e,i=mr(e,n!==null,t.width);return s("header",{children:[s("div",{class:"claim",children:[e.title&&s("p",{class:"file muted clip",title:e.title,children:e.title}),s("h2",{tabIndex:-1,...y("target",`Explained: ${r.label}`,`The explained ${o}: ${r.label}`),children:[s("span",{class:"clip",children:r.label})," ",s("span",{class:"number",children:$(e.score,o)})]})]}),s("div",{class:"others",children:[i.map(a=>s(gr,{entry:a,output:o,host:n},a.index)),n&&n.choices.labels.length>0&&s(_r,{host:n})]}),s(vr,{figure:e,host:n})]})}function mr(t,e,n){let r=t.predictions.filter(l=>l.index!==t.target.index);if(n<700)return r.slice(0,4);let o=(l,p,u)=>Math.min(l.length*p,u),i=n-o(t.target.label,12,n*.5)-85-(e?370:230);return r.filter(l=>(i-=55+o(l.label,7,140),i>=0)).slice(0,4)}function gr(t){let{entry:e,host:n}=t,r=s(S,{children:[s("span",{class:"clip",children:e.label})," ",s("span",{class:"number muted",children:$(e.score,t.output)})]}),o=`class-${e.index}`;return n?s("button",{type:"button",class:"other",...y(o,`Explain ${e.label}`,`Explain ${e.label} instead`),onClick:()=>n.select({target:e.index}),children:r}):s("span",{class:"other","data-testid":o,title:e.label,children:r})}function br(t){let e=new Map;for(let n of t)e.set(n,(e.get(n)??0)+1);return new Map(t.map((n,r)=>[(e.get(n)??0)>1?`${n} (${r})`:n,r]))}function _r(t){let{labels:e}=t.host.choices,n=E(()=>br(e),[e]),r=o=>{let i=o.value.trim(),a=n.get(i)??n.get(xr(n,i)),l=i!==""&&a===void 0;o.setCustomValidity(l?`No class is called "${i.slice(0,60)}".`:""),l&&o.reportValidity(),a!==void 0&&(o.value="",t.host.select({target:a}))};return s("span",{class:"find",children:[s("input",{class:"search",type:"text",list:"igviz-classes",placeholder:"find a class",autocomplete:"off",spellcheck:!1,...y("class-search","Find a class to explain","Explain any other class by its name"),onInput:o=>{o.currentTarget.setCustomValidity(""),o.inputType==="insertReplacementText"&&r(o.currentTarget)},onKeyDown:o=>o.key==="Enter"&&r(o.currentTarget),onChange:o=>r(o.currentTarget)}),s("datalist",{id:"igviz-classes",children:[...n.keys()].map(o=>s("option",{value:o},o))})]})}function xr(t,e){let n=e.toLowerCase(),r=[...t.keys()].filter(o=>o.toLowerCase()===n);return r.length===1?r[0]:""}function vr(t){let{figure:e,host:n}=t,{baseline_name:r,output:o}=e,i=n?.choices.baselines??[];return s("div",{class:"baseline",children:[s(I,{tip:ln,children:"baseline"}),n&&i.length>0?s("select",{...y("baseline","Baseline",ln),value:r,onChange:a=>n.select({baseline:a.currentTarget.value}),children:(i.includes(r)?i:[r,...i]).map(a=>s("option",{value:a,children:a},a))}):s("span",{class:"clip","data-testid":"baseline",title:r,children:r}),s("span",{class:"number muted",title:"The score of the baseline, F(x′)",children:$(e.baseline_score,o)})]})}function un(t){let{figure:e,view:n}=t,r=X(null);return Y(()=>{let i=r.current?.getRootNode()?.activeElement;return r.current?.focus(),()=>{i instanceof HTMLElement&&i.focus()}},[]),s("div",{class:"help",role:"dialog","aria-label":"What am I looking at?","data-testid":"help-text",children:[s("h3",{children:"What am I looking at?"}),s("p",{children:["Which parts of the input the model's score for ",s("b",{class:"clip",children:e.target.label})," ","rests on, by Integrated Gradients. A straight path leads from the baseline (",e.baseline_name,", α = 0) to the input (α = 1). At each point of it, the step gradient tells how much every pixel moves the score; added up along the path they give the attribution."]}),s("p",{children:Te(n)}),s("p",{children:"All attributions together add up to F(x) − F(x′), the score of the input less that of the baseline. Where the score is saturated it no longer changes, and a plain gradient taken there shows next to nothing; that is why the whole path counts."}),s("p",{children:"The error says how far the map may be from the exact integral. The map speaks about this model and this baseline: another baseline asks another question."}),s("button",{ref:r,type:"button",class:"quiet",...y("help-close","Close","Close"),onClick:t.onClose,children:"Close"})]})}var ee=1e3,pn=`0 0 ${ee} ${ee}`;function hn(t,e=.08){let n=t.filter(Number.isFinite),r=Math.min(...n),o=Math.max(...n);n.length===0&&([r,o]=[0,1]);let i=o-r,a=i>0?e*i:Math.abs(o)||1;return{low:r,high:o,at:l=>(l-(r-a))/(i+2*a)}}var yr=t=>t*ee,pe=t=>(1-t)*ee;function dn(t){let{figure:e,alpha:n}=t,{score:r,baseline_score:o,output:i}=e,a=qt(e.path,r,o),l=hn([...a.scores,r,o]),p=Kt(a,r,o),u=Gt(a,n),h=a.alphas.map((c,f)=>[c,a.scores[f]]).filter(([,c])=>Number.isFinite(c??Number.NaN)).map(([c,f])=>`${yr(c).toFixed(1)},${pe(l.at(f)).toFixed(1)}`);return s(S,{children:[s("p",{class:"caption",children:[s(I,{tip:"F(α): the explained output of the model at each point of the path from the baseline (α = 0) to the input (α = 1)",children:[i," along the path"]}),s("span",{class:"number",children:["F(",N(n),") = ",$(u,i)]})]}),s(wr,{scale:l,start:o,end:r,output:i}),s(mn,{id:"score-chart",alpha:n,onPick:t.onPick,children:[p!==null&&s("div",{class:`saturated${r<o?" top":""}`,"data-testid":"saturated",style:{left:`${100*p}%`},title:`From α = ${N(p)} on the score stays within 10 % of its final value: the gradient there says little about the prediction`,children:s("span",{children:"saturated: plain gradients fail here"})}),s("svg",{viewBox:pn,preserveAspectRatio:"none","aria-hidden":"true",children:[s("line",{class:"rule",x1:"0",x2:ee,y1:pe(l.at(r)),y2:pe(l.at(r))}),s("line",{class:"rule",x1:"0",x2:ee,y1:pe(l.at(o)),y2:pe(l.at(o))}),s("polyline",{class:"score ahead",points:h.join(" ")})]}),s("svg",{viewBox:pn,preserveAspectRatio:"none","aria-hidden":"true",style:{clipPath:`inset(-4px ${100*(1-n)}% -4px -4px)`},children:s("polyline",{class:"score",points:h.join(" ")})}),u!==null&&s("div",{class:"dot",style:{left:`${100*n}%`,bottom:`${100*l.at(u)}%`}})]})]})}function wr(t){let{scale:e,start:n,end:r,output:o}=t,i=Math.abs(e.at(n)-e.at(r))<.15;return s("div",{class:"ticks number muted","aria-hidden":"true",children:[s("span",{style:{bottom:`${100*e.at(r)}%`},title:"F(x): the score of the input",children:$(r,o)}),!i&&s("span",{style:{bottom:`${100*e.at(n)}%`},title:"F(x′): the score of the baseline",children:$(n,o)})]})}function fn(t){let{figure:e,alpha:n}=t,r=Yt(e.path),o=hn([0,...r.map(a=>a.value)],.02),i=o.at(0);return s(S,{children:[s("div",{class:"ticks share muted",children:s("span",{class:"name",children:s(I,{tip:"What each stretch of α contributes to the score: its step gradients, summed over all pixels",children:"share"})})}),s(mn,{id:"share-chart",alpha:n,onPick:t.onPick,children:[r.map(a=>s("div",{class:`bar ${a.value<0?"down":"up"}${a.from>=n?" ahead":""}`,style:{left:`${100*a.from}%`,width:`${100*(a.to-a.from)}%`,bottom:`${100*Math.min(i,o.at(a.value))}%`,height:`${100*Math.abs(o.at(a.value)-i)}%`},title:kr(e,a)},a.from)),s("div",{class:"zero",style:{bottom:`${100*i}%`}})]})]})}function kr(t,e){return`α ${N(e.from)} to ${N(e.to)}: ${$e(t,e.value)}`}function mn(t){let e=n=>{if(n.buttons!==1)return;n.type==="pointerdown"&&n.currentTarget.setPointerCapture?.(n.pointerId);let r=n.currentTarget.getBoundingClientRect(),o=(n.clientX-r.left)/r.width;t.onPick(Math.round(100*Math.max(0,Math.min(1,o)))/100)};return s("div",{class:`plot ${t.id}`,"data-testid":t.id,onPointerDown:e,onPointerMove:e,children:[s("div",{class:"now",style:{left:`${100*t.alpha}%`}}),t.children]})}var gn="α is the place on the straight path from the baseline (0) to the input (1).";function bn(t){let{scene:e,view:n,set:r}=t,{figure:o}=e,i=a=>r({alpha:a,playing:!1});return s("section",{class:"path","aria-label":"Along the path from the baseline to the input",children:[s(dn,{figure:o,alpha:n.alpha,onPick:i}),s(fn,{figure:o,alpha:n.alpha,onPick:i}),s("div",{class:"ticks alpha-label",children:s("span",{class:"name number",children:[s(I,{tip:gn,children:"α"})," ",N(n.alpha)]})}),s("input",{type:"range",class:"alpha",...y("alpha","α, place on the path",gn),"aria-valuetext":`α ${N(n.alpha)}`,min:0,max:1,step:.01,value:n.alpha,style:{"--fill":`${100*n.alpha}%`},onInput:a=>i(a.currentTarget.valueAsNumber)}),s(Sr,{...t}),s("p",{class:"ends muted","aria-hidden":"true",children:[s("span",{children:"0 baseline"}),s("span",{children:"1 input"})]}),s(Pr,{scene:e,view:n,stage:t.stage,set:r})]})}function Sr(t){let{host:e,view:n,set:r}=t;if(e&&t.status.state==="computing")return ct({host:e});let o=n.playing?"Pause":"Play along α";return s("button",{type:"button",class:"round",...y("play",o,o),onClick:()=>r(n.playing?{playing:!1}:Ar(n)),children:s(Z,{name:n.playing?"pause":"play"})})}var Ar=t=>({playing:!0,alpha:t.alpha>=1?0:t.alpha});function ct(t){return s("button",{type:"button",class:"round",...y("stop","Stop computing","Stop computing and keep the best so far"),onClick:()=>t.host.stop(),children:s(Z,{name:"stop"})})}function Pr(t){let{scene:e,view:n,stage:r}=t,{figure:o}=e,i={width:o.width,height:o.height},a=e.steps.nearest(n.alpha),l=E(()=>e.imageAt(n.alpha),[e,n.alpha]),p=E(()=>e.stepAt(a,n.sharedScale),[e,a,n.sharedScale]),u=E(()=>e.sumAt(n,r),[e,r,n.palette]),h=$e(o,Xt(o.path,n.alpha)),c=n.sharedScale?"one scale":"own scale";return s("div",{class:"moments",children:[s("figure",{children:[s(J,{id:"alpha-image",label:"The image at α",pixels:l,...i}),s("figcaption",{children:s("span",{title:"baseline + α (image − baseline): what the model is shown here",children:"image at α"})})]}),s("figure",{children:[s(J,{id:"alpha-step",label:"The step gradient at α",pixels:p,...i}),s("figcaption",{children:[s("span",{title:"What this α contributes: bright where |(x − x′) ⊙ ∇F| is large",children:"step gradient"}),s("button",{type:"button",class:"quiet",...y("scale-toggle",`Brightness of the step gradient: ${c}`,n.sharedScale?"All steps share one brightness; press to scale each by itself":"Each step has its own brightness; press to share one for all steps"),"aria-pressed":n.sharedScale,onClick:()=>t.set({sharedScale:!n.sharedScale}),children:c})]})]}),s("figure",{children:[s(J,{id:"alpha-sum",label:"The attribution summed up to α",pixels:u,...i}),s("figcaption",{children:[s("span",{title:"Attribution gathered from the baseline up to α, and its share of F(x) − F(x′)",children:"sum up to α"}),s("span",{class:"number muted",children:h})]})]})]})}function _n(t){let{scene:e,pixels:n,fit:r,view:o,set:i}=t,{width:a,height:l}=e.figure,p=X(null);Y(()=>ue(p.current,n,a,l),[n,a,l]);let u=f=>{let d=f.currentTarget.getBoundingClientRect(),m=Math.floor((f.clientX-d.left)/d.width*a),g=Math.floor((f.clientY-d.top)/d.height*l);i({pixel:{x:te(m,a),y:te(g,l)}})},h=f=>{let d=Mr(o.pixel,f,a,l);d!==void 0&&(f.preventDefault(),f.stopPropagation(),i({pixel:d}))},c={width:`${r.width}px`,height:`${r.height}px`};return s("div",{class:"picture",children:[s("div",{class:"frame",style:c,children:[s("canvas",{ref:p,class:r.pixelated?"sharp":"",style:c,width:a,height:l,role:"img",tabIndex:0,"data-testid":"picture","data-lm-suppress-shortcuts":"true","aria-label":`${t.label}. Arrow keys read out single pixels.`,onPointerMove:u,onPointerDown:u,onPointerLeave:()=>i({pixel:null}),onKeyDown:h,onBlur:()=>i({pixel:null})}),t.silence&&s("p",{class:"silence","data-testid":"silence",children:s("span",{children:t.silence})}),o.pixel&&s(Fr,{...o.pixel,width:a,height:l,fit:r})]}),s(Tr,{scene:e,view:o,stage:t.stage})]})}var te=(t,e)=>Math.max(0,Math.min(e-1,t));function Mr(t,e,n,r){let o=e.shiftKey?10:1,i={ArrowLeft:[-o,0],ArrowRight:[o,0],ArrowUp:[0,-o],ArrowDown:[0,o]};if(e.key==="Escape")return t?null:void 0;let a=i[e.key];if(a)return t?{x:te(t.x+a[0],n),y:te(t.y+a[1],r)}:{x:n>>1,y:r>>1}}function Fr(t){let{fit:e}=t,[n,r]=[e.width/t.width,e.height/t.height],o=Math.max(n,5)+4;return s("div",{class:"crosshair",style:{left:`${(t.x+.5)*n-o/2}px`,top:`${(t.y+.5)*r-o/2}px`,width:`${o}px`,height:`${o}px`}})}function Tr(t){let{pixel:e}=t.view;if(!e)return s("p",{class:"readout muted","data-testid":"readout",children:"Point at a pixel, or use arrow keys, to read it."});let{width:n,height:r}=t.scene.figure,[o,i]=[te(e.x,n),te(e.y,r)],a=t.scene.read(o,i,t.stage),l=a.error!==null,p=l?` ± ${C(a.error)}`:"";return s("p",{class:"readout number","data-testid":"readout","aria-live":"polite",children:[s("span",{children:["(",o,", ",i,")"]}),s("span",{title:`Attribution of the pixel, its channels added up${l?", ± one standard error":""}`,children:`${R(a.value)}${p}`}),s("span",{title:`Rank by size, whatever the sign, of ${le(a.of)} pixels`,children:["rank ",le(a.rank)]}),s("span",{title:"Share of the sum of all absolute attributions",children:[Q(a.share)," of total"]})]})}var Er=320;function xn(t){let{scene:e,status:n}=t,r=t.error||(n.state==="failed"?n.message:"");return s("div",{class:"view","data-state":n.state,children:[s(Nr,{status:n}),r&&s("p",{class:"message",role:"alert","data-testid":"message",children:r}),!r&&n.state==="stopped"&&s("p",{class:"message quiet-message",role:"status","data-testid":"message",children:n.message||"Stopped: this is the best so far."}),s("p",{class:"spoken",role:"status","aria-live":"polite","data-testid":"announce",children:e?rn(e.figure,n):""}),e?s(Cr,{...t,scene:e}):s(Rr,{...t})]})}function Cr(t){let{scene:e,view:n,set:r}=t,{figure:o}=e,{width:i,height:a}=o,l=e.stage(n.alpha),{mode:p,polarity:u,palette:h,certain:c,pin:f}=n,d=E(()=>e.picture(n,l),[e,l,p,u,h,c,f,n.clip[p],n.strength[p]]),m=Wt(i,a,rt(t.width),448,t.ratio),g=`${p} of the attribution for ${o.target.label}. ${ce(n,e.signs)}`;return s(S,{children:[s(cn,{figure:o,host:t.host,width:t.width}),s("main",{style:{"--picture":`${Math.max(m.width,Er)}px`,"--aspect":i/a},children:[s(_n,{scene:e,pixels:d,label:g,stage:l,view:n,set:r,silence:Jt(n,e,l),fit:m}),s(bn,{scene:e,stage:l,view:n,set:r,status:t.status,host:t.host})]}),s(an,{view:n,errors:o.error!==null,set:r}),s(sn,{scene:e,stage:l,view:n,set:r,host:t.host,status:t.status,onDownload:()=>t.onDownload(d,i,a)}),n.help&&s(un,{figure:o,view:n,onClose:()=>r({help:!1})})]})}function Rr(t){let{host:e,status:n}=t;if(t.error!==""||n.state==="failed")return null;let o=n.state==="computing";return s("div",{class:"waiting","data-testid":"waiting",style:{"--picture":`${rt(t.width)}px`},children:[s("p",{class:"muted",children:o?"Computing the first picture.":"No picture yet."}),e&&o&&s(ct,{host:e})]})}function Nr(t){let{state:e,fraction:n}=t.status,r=Number.isFinite(n)?Math.max(0,Math.min(1,n)):0;return s("div",{class:`progress${e==="computing"?" busy":""}`,"data-testid":"progress",role:"progressbar","aria-label":"Computing","aria-valuemin":0,"aria-valuemax":100,"aria-valuenow":Math.round(100*r),"aria-hidden":e!=="computing",children:s("div",{style:{transform:`scaleX(${Math.max(r,.02)})`}})})}var Ir=672;function vn(t,e,n,r){let o=Math.max(1,Math.ceil(Ir/Math.max(e,n))),i=document.createElement("canvas");i.width=e,i.height=n,ue(i,t,e,n);let a=document.createElement("canvas");a.width=e*o,a.height=n*o;let l=a.getContext("2d");l&&(l.imageSmoothingEnabled=!1,l.drawImage(i,0,0,a.width,a.height),a.toBlob(p=>{if(!p)return;let u=URL.createObjectURL(p),h=document.createElement("a");h.href=u,h.download=`${Hr(r)}.png`,h.click(),setTimeout(()=>URL.revokeObjectURL(u),1e4)},"image/png"))}function Hr(t){return(t.normalize("NFKC").match(/[\p{L}\p{N}]+/gu)??[]).join("-").slice(0,60)||"igviz"}function Ce(t=document){let{body:e,documentElement:n}=t,r=e.getAttribute("data-jp-theme-light");if(r!==null)return r==="false"?"dark":"light";let o=e.getAttribute("data-vscode-theme-kind");if(o!==null)return/light/.test(o)?"light":"dark";for(let i of[n,e]){let a=i.getAttribute("theme")??i.getAttribute("data-theme");if(a==="dark"||i.classList.contains("dark"))return"dark";if(a==="light"||i.classList.contains("light"))return"light"}return t.defaultView?.matchMedia?.("(prefers-color-scheme: dark)").matches?"dark":"light"}function Re(t,e=document){let n=new MutationObserver(t),r=!0,o=["data-jp-theme-light","data-vscode-theme-kind","data-theme","theme","class"];for(let a of[e.body,e.documentElement])n.observe(a,{attributes:r,attributeFilter:o});let i=e.defaultView?.matchMedia?.("(prefers-color-scheme: dark)");return i?.addEventListener("change",t),()=>{n.disconnect(),i?.removeEventListener("change",t)}}function yn(){return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches??!1}var Lr=5e3,Ur=.1,Vr=700,Ne=class{#e;#t;#n;constructor(e,n){this.#e=e,this.#t=n}sync(){this.#e.playing?this.#n===void 0&&this.#r():this.stop()}stop(){clearInterval(this.#n),this.#n=void 0}#r(){let e=yn(),n=performance.now(),r=this.#e.alpha;this.#n=setInterval(()=>{let o=performance.now();r+=e?Ur:Math.min(o-n,100)/Lr,n=o;let i=Math.min(1,Math.round(100*r)/100);this.#t({alpha:i,playing:i<1})},e?Vr:33)}};function wn({positive:t,negative:e},n){let r={positive:t.slice(),negative:e.slice()};for(let o=0;o<n.length;o++)Math.abs(t[o]-e[o])<2*n[o]&&(r.positive[o]=0,r.negative[o]=0);return r}function kn(t,e,n,{percentage:r=90,clean:o=!1}={}){let{mask:i,spare:a,regions:l}=zr(e,n);for(let p=0;p<i.length;p++)i[p]=t[p]>.001?1:0;return o&&Or(i,a,e),Wr(i,l),jr(i,l,r),Br(i,e,n)}var Ie;function zr(t,e){if(Ie?.width!==t||Ie.height!==e){let n=t*e,r=new ut(t,e);Ie={width:t,height:e,mask:new Uint8Array(n),spare:new Uint8Array(n),regions:r}}return Ie}function Or(t,e,n){for(let r of[1,0,0,1])Dr(t,e,n,r)}function Dr(t,e,n,r){let o=1-r;for(let a=0;a<t.length;a+=n){let l=a+n-1,p=0,u=t[a]^o;for(let h=a;h<l;h++){let c=t[h+1]^o;e[h]=p|u|c,p=u,u=c}e[l]=p|u}let i=t.length-n;for(let a=0;a<t.length;a++){let l=a<n?0:e[a-n],p=a<i?e[a+n]:0;t[a]=(l|e[a]|p)^o}}var ut=class{#e;#t;from;to;#n;count=0;constructor(e,n){let r=n*(e+1>>1);this.#e=e,this.#t=n,this.from=new Int32Array(r),this.to=new Int32Array(r),this.#n=new Int32Array(r)}find(e,n,r){this.count=0;let o=0;for(let i=0;i<e.length;i+=this.#e){let a=this.count;this.#r(e,n,i),this.#o(o,a,r),o=a}}#r(e,n,r){let o=r+this.#e;for(let i=r;i<o;){if(e[i]!==n){i++;continue}let a=this.count++;for(this.from[a]=i;i<o&&e[i]===n;)i++;this.to[a]=i,this.#n[a]=a}}#o(e,n,r){let o=e,i=n;for(;o<n&&i<this.count;){let a=this.from[o]+this.#e,l=this.to[o]+this.#e;a<this.to[i]+r&&this.from[i]<l+r&&this.#i(o,i),l<this.to[i]?o++:i++}}#i(e,n){let r=this.regionOf(e),o=this.regionOf(n);this.#n[Math.max(r,o)]=Math.min(r,o)}regionOf(e){let n=this.#n,r=e;for(;n[r]!==r;)n[r]=n[n[r]],r=n[r];return r}atEdge(e){let[n,r]=[this.from[e],this.to[e]],o=this.#e*(this.#t-1);return n<this.#e||n>=o||n%this.#e===0||r%this.#e===0}};function Wr(t,e){e.find(t,0,0);let n=new Set;for(let r=0;r<e.count;r++)e.atEdge(r)&&n.add(e.regionOf(r));for(let r=0;r<e.count;r++)n.has(e.regionOf(r))||t.fill(1,e.from[r],e.to[r])}function jr(t,e,n){e.find(t,1,1);let r=new Map,o=0;for(let p=0;p<e.count;p++){let u=e.to[p]-e.from[p],h=e.regionOf(p);r.set(h,(r.get(h)??0)+u),o+=u}let i=[...r].sort(([p,u],[h,c])=>c-u||p-h),a=new Set,l=0;for(let[p,u]of i.slice(0,3))if(a.add(p),l+=u,l>=n*o/100)break;for(let p=0;p<e.count;p++)a.has(e.regionOf(p))||t.fill(0,e.from[p],e.to[p])}function Br(t,e,n){let r=new Float32Array(t.length);for(let o=0,i=0;o<n;o++)for(let a=0;a<e;a++,i++){if(!t[i])continue;(a===0||o===0||a===e-1||o===n-1||!(t[i-1]&&t[i+1]&&t[i-e]&&t[i+e]))&&(r[i]=1)}return r}function He(t){let e=new Uint8ClampedArray(4*t);for(let n=3;n<e.length;n+=4)e[n]=255;return e}function pt(t){let e=He(t.length/3);for(let n=0,r=0;r<e.length;n+=3,r+=4)e[r]=t[n],e[r+1]=t[n+1],e[r+2]=t[n+2];return e}function Sn(t,e,n){let r=new Uint8Array(t.length);for(let o=0;o<r.length;o++)r[o]=e[o]+n*(t[o]-e[o])+.5;return r}function ht(t,e,n=.5,r=.7){let o=He(t.length/3),[i,a=i]=e;if(!i)return o;let l=i.strength,p=a.strength,[u,h,c]=i.channel.map(g=>g*n),[f,d,m]=a.channel.map(g=>a===i?0:g*n);for(let g=0,v=0,b=0;b<o.length;g++,v+=3,b+=4){let _=l[g],A=p[g];o[b]=r*t[v]+_*u+A*f,o[b+1]=r*t[v+1]+_*h+A*d,o[b+2]=r*t[v+2]+_*c+A*m}return o}function Le(t,e,n,r=1){let o=He(t.length),i=n>0?1/n:0;for(let a=0,l=0,p=0;p<o.length;a++,l+=3,p+=4){let u=Math.min(Math.abs(t[a])*i,1),h=1-r*(1-u);o[p]=h*e[l],o[p+1]=h*e[l+1],o[p+2]=h*e[l+2]}return o}var U=1024;function An(t,e){let n=new Float32Array(3*(2*U+1));for(let r=-U;r<=U;r++){let o=r<0?e:t;n.set(qr(o,Math.abs(r)/U),3*(r+U))}return n}function qr(t,e){let n=e*(t.length-1),r=Math.min(Math.floor(n),t.length-2),o=n-r;return t[r].map((i,a)=>i+o*(t[r+1][a]-i))}function Pn(t,e,n,{kept:r="both",image:o,cover:i=1}={}){let a=He(t.length),l=e>0?U/e:0,p=r==="positive"?0:-U,u=r==="negative"?0:U,h=o?1-i:0,c=o??new Uint8Array(3*t.length),f=o?i:1;for(let d=0,m=0,g=0;g<a.length;d++,m+=3,g+=4){let b=3*(Math.round(Math.max(p,Math.min(u,t[d]*l)))+U);a[g]=f*n[b]+h*c[m],a[g+1]=f*n[b+1]+h*c[m+1],a[g+2]=f*n[b+2]+h*c[m+2]}return a}var Ue=class{sorted;total;#e;constructor(e){this.sorted=e.slice().sort();let n=this.sorted.length;this.#e=new Float64Array(n);let r=0;for(let o=0;o<n;o++)r+=this.sorted[n-1-o],this.#e[o]=r;this.total=r}massThreshold(e){let n=this.sorted.length;if(e>=100)return this.sorted[0];if(this.total===0)return 0;let r=he(n,o=>100*this.#e[o]/this.total>=e);return this.sorted[n-1-Math.min(r,n-1)]}percentile(e){let n=this.sorted.length,r=e/100*(n-1),o=Math.floor(r),i=Math.min(o+1,n-1),a=this.sorted[o]+(r-o)*(this.sorted[i]-this.sorted[o]);return a>0?a:this.sorted[n-1]}rank(e){let n=this.sorted.length;return n-he(n,r=>this.sorted[r]>e)+1}};function he(t,e){let n=0,r=t;for(;n<r;){let o=n+r>>1;e(o)?r=o:n=o+1}return n}function dt(t,e,n=0){return{full:t.massThreshold(100-e),none:t.massThreshold(100-n)}}function Mn(t,{full:e,none:n},r=1){let o=new Float32Array(t.length);if(e===0)return o;let i=e>n?1/(e-n):0;for(let a=0;a<t.length;a++){let l=r*t[a];l>=e?o[a]=1:l>n&&l>0&&(o[a]=(l-n)*i)}return o}var Ve=8,ze=class{#e;#t;#n=[];#r;sharedScale;constructor(e,n){this.#e=e,this.#t=n,this.#r=e.alphas.map((r,o)=>Kr(this.absolute(o),99)*e.absoluteScale[o]),this.sharedScale=Math.max(0,...this.#r)}get count(){return this.#e.alphas.length}alpha(e){return this.#e.alphas[e]}upTo(e){return he(this.count,n=>this.#e.alphas[n]>e+1e-9)}nearest(e){let n=he(this.count,o=>this.#e.alphas[o]>=e);return n===0||this.count===0?this.count-1<0?-1:0:n===this.count?n-1:this.alpha(n)-e<e-this.alpha(n-1)?n:n-1}absolute(e){return this.#e.absolute.subarray(e*this.#t,(e+1)*this.#t)}level(e){return this.#e.absoluteScale[e]}ownScale(e){return this.#r[e]}running(e){let n=Math.floor(e/Ve),r=this.#o(n).slice();return this.#i(r,n*Ve,e),r}#o(e){let n=this.#n[e];if(n)return n;let r=e===0?new Float32Array(this.#t):this.#o(e-1).slice();return this.#i(r,Math.max(e-1,0)*Ve,e*Ve),this.#n[e]=r,r}#i(e,n,r){let{signed:o,signedScale:i,weights:a}=this.#e;for(let l=n;l<r;l++){let p=a[l]*i[l],u=l*this.#t;for(let h=0;h<e.length;h++)e[h]+=p*o[u+h]}}};function Kr(t,e){let n=new Uint32Array(256);for(let p of t)n[p]++;let r=e/100*(t.length-1),o=Math.floor(r),i=p=>{let u=0;for(let h=n[0];h<=p&&u<255;h+=n[u])u++;return u},a=i(o),l=a+(r-o)*(i(Math.min(o+1,t.length-1))-a);return l>0?l:i(t.length-1)}var Yr=95,Xr=.3,Qr=t=>1-.6*t,ne=class{figure;steps;#e;#t=new Map;#n;#r;#o;constructor(e){this.figure=e,this.steps=new ze(e.steps,e.width*e.height),this.#e=new Oe(e),this.#r=new de(this.#e.signed)}get signs(){return this.#e.signs}drawnSigns(e,n){return this.#a(e,n).signs}isFinal(e){return e>this.steps.count}stage(e){return e>=1||this.steps.count===0?this.steps.count+1:this.steps.upTo(e)}picture(e,n){let{image:r}=this.figure,o=e.strength[e.mode],i=this.#a(e,n);switch(e.mode){case"image":return pt(r);case"window":{let a=this.#s(n).absoluteRanking.percentile(e.clip.window);return Le(i.absolute,r,a,o)}case"heat":{let a=this.heatScale(e,n),l={kept:e.polarity,image:r,cover:o};return Pn(i.signed,a,this.#u(e.palette),l)}default:{let a=this.#c(e,n);return ht(r,a,o,Qr(o))}}}heatScale(e,n){return e.pin!==null?e.pin:this.#s(n).magnitudeRanking.percentile(e.clip.heat)}imageAt(e){return pt(this.#i(e))}stepAt(e,n){if(e<0)return Le(this.figure.positive,this.figure.image,0);let r=n?this.steps.sharedScale:this.steps.ownScale(e),o=this.steps.level(e),i=o>0?r/o:0;return Le(this.steps.absolute(e),this.#i(this.steps.alpha(e)),i)}sumAt(e,n){let r=this.#c({...e,mode:"overlay",polarity:"both",certain:!1},n);return ht(this.figure.image,r,1,Xr)}read(e,n,r){let o=n*this.figure.width+e,i=this.#l(r),{total:a}=i.absoluteRanking,l=i===this.#e?this.figure.error:null;return{value:i.signed[o],error:l?l[o]:null,rank:i.magnitudeRanking.rank(Math.abs(i.signed[o])),of:i.signed.length,share:a>0?Math.abs(i.absolute[o])/a:0}}#i(e){return Sn(this.figure.image,this.figure.baseline,e)}#u(e){let n=this.#t.get(e);return n||(n=An(M[e].heatPositive,M[e].heatNegative),this.#t.set(e,n)),n}#l(e){return this.isFinal(e)?this.#e:(this.#n?.stage!==e&&(this.#n={stage:e,maps:new de(this.steps.running(e))}),this.#n.maps)}#a(e,n){let{error:r}=this.figure;return!e.certain||!r||!this.isFinal(n)?this.#l(n):(this.#o??=new Oe(wn(this.figure,r)),this.#o)}#s(e){return this.isFinal(e)?this.#e:this.#r}#c(e,n){let{width:r,height:o}=this.figure,i=M[e.palette],a=e.mode==="outline";return(e.polarity==="both"?["positive","negative"]:[e.polarity]).map(p=>{let u=this.#s(n).signRanking(p),h=e.clip[e.mode],c=a?dt(u,Yr,h):dt(u,h),[f,d]=this.#a(e,n).sign(p),m=Mn(f,c,d);return{strength:a?kn(m,r,o,{clean:!0}):m,channel:i[p]}})}},de=class{signed;#e=new Map;#t;constructor(e){this.signed=e}sign(e){return[this.signed,e==="positive"?1:-1]}get signs(){return this.#t??={positive:this.#n("positive"),negative:this.#n("negative")},this.#t}#n(e){let[n,r]=this.sign(e);return n.some(o=>o*r>0)}get absolute(){return this.signed}get absoluteRanking(){return this.#r("absolute",()=>this.absolute.map(Math.abs))}get magnitudeRanking(){return this.#r("magnitude",()=>this.signed.map(Math.abs))}signRanking(e){return this.#r(e,()=>{let[n,r]=this.sign(e);return n.map(o=>Math.max(o*r,0))})}#r(e,n){let r=this.#e.get(e);return r||(r=new Ue(n()),this.#e.set(e,r)),r}},Oe=class extends de{#e;#t;constructor({positive:e,negative:n}){super(e.map((r,o)=>r-n[o])),this.#e={positive:e,negative:n},this.#t=e.map((r,o)=>r+n[o])}sign(e){return[this.#e[e],1]}get absolute(){return this.#t}};function D(){return{mode:"overlay",polarity:"positive",palette:"green-red",clip:{window:99,overlay:95,heat:99.5,outline:40,image:99},strength:{window:1,overlay:.8,heat:1,outline:.8,image:1},alpha:1,playing:!1,certain:!1,pin:null,sharedScale:!1,pixel:null,help:!1}}var De={state:"ready",job:0,fraction:1,message:""};var We=`:host {
  all: initial;
  display: block;
}

/* Two greys and one accent, all made from the host's ink and paper. */
.igviz,
.report {
  --bg: var(--jp-layout-color0, #fff);
  --ink: var(--jp-ui-font-color0, #1c1e21);
  --accent: var(--jp-brand-color1, #1967c8);
  --raised: var(--bg);
  --amber: #8f5600;
  --up: #178236;
  --down: #c6302b;
  --muted: color-mix(in srgb, var(--ink) 68%, var(--bg));
  --line: color-mix(in srgb, var(--ink) 16%, var(--bg));
  --soft: color-mix(in srgb, var(--ink) 6%, var(--bg));
  color-scheme: light;
  box-sizing: border-box;
  background: var(--bg);
  color: var(--ink);
  font: 13px / 1.45 var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", sans-serif);
  -webkit-font-smoothing: antialiased;
  text-align: left;
}
[data-theme="dark"] {
  --bg: var(--jp-layout-color0, #15171a);
  --ink: var(--jp-ui-font-color0, #eceef0);
  --accent: color-mix(in srgb, var(--jp-brand-color1, #5c9df5) 62%, #fff);
  --raised: color-mix(in srgb, var(--ink) 20%, var(--bg));
  --line: color-mix(in srgb, var(--ink) 22%, var(--bg));
  --soft: color-mix(in srgb, var(--ink) 10%, var(--bg));
  --amber: #f2b04a;
  --up: #46b866;
  --down: #f0716a;
  color-scheme: dark;
}
[data-palette="blue-orange"] {
  --up: #2170d8;
  --down: #b65c00;
}
[data-theme="dark"][data-palette="blue-orange"] {
  --up: #5b9dff;
  --down: #f59a30;
}

.igviz {
  container: igviz / inline-size;
  padding: 12px 16px 10px;
}
*,
*::before,
*::after {
  box-sizing: border-box;
}
p,
h1,
h2,
h3,
figure,
fieldset,
ul,
dl,
dd {
  margin: 0;
  padding: 0;
  border: 0;
}
button,
input,
select {
  font: inherit;
  color: inherit;
  margin: 0;
}
button {
  border: 0;
  background: none;
  padding: 0;
  cursor: pointer;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
  border-radius: 4px;
}
.muted {
  color: var(--muted);
}
.number {
  font-variant-numeric: tabular-nums;
}
.clip {
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.term {
  border-bottom: 1px dotted color-mix(in srgb, currentColor 55%, transparent);
  cursor: help;
}
/* Said, not shown */
.spoken {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.unused {
  visibility: hidden;
}
.icon {
  width: 14px;
  height: 14px;
  fill: currentColor;
}

/* Frame */
.view {
  display: flow-root;
  position: relative;
  max-width: 1120px;
  margin: 0 auto;
}
.progress {
  position: absolute;
  inset: -12px -16px auto;
  height: 2px;
  overflow: hidden;
  opacity: 0;
}
.progress.busy {
  opacity: 1;
}
.progress > div {
  height: 100%;
  background: var(--accent);
  transform-origin: left;
}
.message {
  margin-bottom: 10px;
  padding-left: 10px;
  border-left: 3px solid var(--amber);
  overflow-wrap: anywhere;
}
.quiet-message {
  border-color: var(--line);
  color: var(--muted);
}

/* Header */
header {
  display: flex;
  align-items: last baseline;
  gap: 6px 20px;
  margin-bottom: 12px;
}
.claim {
  flex: 0 1 auto;
  min-width: 0;
  max-width: 60%;
}
.file {
  font-size: 12px;
  line-height: 1.3;
}
h2 {
  display: flex;
  gap: 9px;
  font-size: 21px;
  font-weight: 600;
  line-height: 26px;
  letter-spacing: -0.01em;
}
h2 .number {
  font-weight: 400;
}
.others {
  display: flex;
  flex: 1 1 0;
  align-items: center;
  gap: 2px 14px;
  min-width: 0;
}
.other {
  display: inline-flex;
  gap: 5px;
  min-width: 0;
  max-width: 190px;
  line-height: 24px;
}
button.other {
  border-radius: 4px;
}
button.other:hover .clip {
  text-decoration: underline;
  text-underline-offset: 3px;
}
.search,
select {
  height: 26px;
  padding: 0 8px;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--bg);
}
.search {
  width: 116px;
}
.search::-webkit-calendar-picker-indicator {
  width: 0;
  margin: 0;
  padding: 0;
  opacity: 0;
}
.search::placeholder {
  color: var(--muted);
  opacity: 1;
}
.search:focus-visible,
select:focus-visible {
  outline-offset: 0;
  border-radius: 6px;
}
select {
  max-width: 130px;
  padding: 0 2px 0 5px;
}
.baseline {
  display: flex;
  flex: none;
  align-items: center;
  gap: 7px;
  max-width: 45%;
  min-height: 26px;
  margin-left: auto;
}
.baseline > :first-child {
  color: var(--muted);
}

/* Picture and path side by side */
main {
  display: grid;
  grid-template-columns: var(--picture) minmax(0, 1fr);
  gap: 14px 28px;
}
.picture {
  display: flex;
  flex-direction: column;
  min-width: 0;
}
.frame {
  position: relative;
  max-width: 100%;
  background: var(--soft);
}
.frame canvas {
  display: block;
  cursor: crosshair;
  touch-action: pan-y;
}
.frame canvas:focus-visible {
  border-radius: 0;
}
.silence {
  position: absolute;
  inset: 0;
  display: grid;
  place-items: center;
  padding: 16px;
  pointer-events: none;
  text-align: center;
  text-wrap: balance;
}
.silence span {
  padding: 6px 10px;
  border-radius: 6px;
  background: var(--bg);
}
canvas.sharp {
  image-rendering: pixelated;
}
.crosshair {
  position: absolute;
  border: 1.5px solid #fff;
  outline: 1.5px solid #000;
  border-radius: 2px;
  pointer-events: none;
}
.readout {
  display: flex;
  gap: 2px 14px;
  height: 20px;
  margin-top: 6px;
  overflow: hidden;
  font-size: 12px;
  line-height: 20px;
  white-space: nowrap;
}

/* Path: names, plot, button share three columns, so that everything lines up along α */
.path {
  display: grid;
  grid-template: auto minmax(110px, 1fr) 54px auto auto auto / 60px minmax(0, 1fr) 32px;
  grid-template-areas:
    "none caption caption"
    "ticks score none2"
    "name share none3"
    "label alpha play"
    "none4 ends none5"
    "moments moments moments";
  min-width: 0;
}
.caption {
  grid-area: caption;
  display: flex;
  justify-content: space-between;
  margin: 0 40px 4px 8px;
}
.plot {
  position: relative;
  grid-column: 2;
  margin: 0 8px;
  touch-action: pan-y;
  cursor: pointer;
}
.score-chart {
  grid-row: 2;
}
.share-chart {
  grid-row: 3;
  margin-top: 10px;
}
.plot svg {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
}
.rule {
  stroke: var(--line);
  stroke-width: 1;
  vector-effect: non-scaling-stroke;
}
polyline.score {
  fill: none;
  stroke: var(--accent);
  stroke-width: 2;
  stroke-linejoin: round;
  stroke-linecap: round;
  vector-effect: non-scaling-stroke;
}
.score.ahead {
  stroke: color-mix(in srgb, var(--accent) 38%, var(--bg));
}
.dot {
  position: absolute;
  width: 9px;
  height: 9px;
  margin: 0 0 -4.5px -4.5px;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--bg);
  pointer-events: none;
}
.now {
  position: absolute;
  inset: 0 auto 0 0;
  width: 1px;
  background: color-mix(in srgb, var(--ink) 35%, transparent);
  pointer-events: none;
}
.saturated {
  position: absolute;
  inset: 0 0 0 auto;
  display: flex;
  align-items: flex-end;
  justify-content: flex-end;
  background: repeating-linear-gradient(
    -45deg,
    color-mix(in srgb, var(--ink) 9%, transparent) 0 1px,
    transparent 1px 6px
  );
}
.saturated.top {
  align-items: flex-start;
}
.saturated span {
  margin: 7px;
  padding: 0 4px;
  background: var(--bg);
  color: var(--muted);
  font-size: 12px;
  text-align: right;
}
.ticks {
  position: relative;
  grid-area: 2 / 1;
  font-size: 12px;
}
.ticks.share {
  grid-row: 3;
  margin-top: 10px;
}
.ticks > span {
  position: absolute;
  right: 6px;
  transform: translateY(50%);
  line-height: 16px;
  white-space: nowrap;
}
.ticks > .name {
  bottom: 50%;
}
.bar {
  position: absolute;
  min-height: 1px;
  background: var(--up);
  background-clip: content-box;
  padding-right: 1.5px;
}
.bar.down {
  background-color: var(--down);
}
.bar.ahead {
  opacity: 0.32;
}
.zero {
  position: absolute;
  inset: auto 0 0;
  height: 1px;
  background: var(--line);
  pointer-events: none;
}
.ticks.alpha-label {
  grid-area: label;
  color: var(--ink);
  font-size: 13px;
}
.path input.alpha {
  grid-area: alpha;
  height: 32px;
}
.path > .round {
  grid-area: play;
}
.ends {
  grid-area: ends;
  display: flex;
  justify-content: space-between;
  margin: -7px 8px 10px;
  font-size: 12px;
}
.moments {
  grid-area: moments;
  display: grid;
  grid-template-columns: repeat(3, minmax(0, clamp(130px, 200px * var(--aspect), 200px)));
  gap: 12px;
}
.moments canvas {
  display: block;
  width: 100%;
  max-height: 200px;
  object-fit: contain;
  object-position: left top;
}
.moments figcaption {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 8px;
  margin-top: 4px;
  font-size: 12px;
  line-height: 18px;
}

/* Controls */
.controls {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 14px;
  margin-top: 12px;
}
.shades {
  display: flex;
  flex: 1 1 500px;
  align-items: center;
  justify-content: flex-end;
  gap: 8px 18px;
}
.segments {
  display: flex;
  padding: 2px;
  border-radius: 7px;
  background: var(--soft);
}
.segments button {
  min-width: 30px;
  height: 26px;
  padding: 0 9px;
  border-radius: 5px;
  color: var(--muted);
  white-space: nowrap;
}
.segments button:hover {
  color: var(--ink);
}
.segments button[aria-pressed="true"] {
  background: var(--raised);
  color: var(--ink);
  box-shadow: 0 0 0 1px var(--line);
}
.slider {
  display: flex;
  flex: 1 1 auto;
  align-items: center;
  gap: 8px;
  max-width: 220px;
}
.slider input {
  flex: 1 1 60px;
  width: 60px;
  min-width: 50px;
}
.slider output {
  min-width: 30px;
}
input[type="range"] {
  appearance: none;
  width: 100%;
  height: 24px;
  background: none;
  cursor: pointer;
}
input[type="range"]::-webkit-slider-runnable-track {
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) var(--fill), var(--line) var(--fill));
}
input[type="range"]::-webkit-slider-thumb {
  appearance: none;
  width: 16px;
  height: 16px;
  margin-top: -6.5px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--bg);
}
input[type="range"]:focus-visible {
  outline: none;
}
input[type="range"]:focus-visible::-webkit-slider-thumb {
  box-shadow:
    0 0 0 2px var(--bg),
    0 0 0 4px var(--accent);
}
input[type="range"]:focus-visible::-moz-range-thumb {
  box-shadow:
    0 0 0 2px var(--bg),
    0 0 0 4px var(--accent);
}
input[type="range"]::-moz-range-track {
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) var(--fill), var(--line) var(--fill));
}
input[type="range"]::-moz-range-thumb {
  width: 16px;
  height: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
}
.palette {
  display: flex;
  gap: 2px;
  padding: 4px;
  border-radius: 6px;
}
.palette:hover,
.round:hover {
  background: var(--soft);
}
.toggle {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  height: 26px;
  color: var(--muted);
  white-space: nowrap;
}
.toggle:hover,
.toggle[aria-pressed="true"] {
  color: var(--ink);
}
.box {
  display: grid;
  place-items: center;
  width: 14px;
  height: 14px;
  border: 1px solid color-mix(in srgb, var(--ink) 55%, var(--bg));
  border-radius: 3px;
}
[aria-pressed="true"] > .box {
  border-color: var(--accent);
  background: var(--accent);
  color: var(--bg);
}
.box .icon {
  width: 12px;
  height: 12px;
}
.swatch {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 17px;
  height: 17px;
  border-radius: 4px;
  background: var(--up);
  color: #fff;
  font-size: 14px;
  font-weight: 600;
  line-height: 1;
}
.swatch.down {
  background: var(--down);
}
[data-theme="dark"] .swatch {
  color: #000;
}
.round {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 32px;
  height: 32px;
  border-radius: 50%;
}
.quiet {
  border-bottom: 1px solid var(--line);
  color: var(--muted);
}
.quiet:hover {
  color: var(--ink);
}

/* Footer */
footer {
  margin-top: 8px;
}
.line {
  display: flex;
  gap: 22px;
}
.said {
  display: flex;
  flex: 1;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 22px;
  min-width: 0;
  min-height: 32px;
}
.legend {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 6px;
}
.scale {
  display: flex;
  align-items: center;
  gap: 14px;
}
.colour-bar {
  display: grid;
  grid-template-columns: 1fr auto 1fr;
  width: 172px;
  font-size: 12px;
  line-height: 15px;
}
.colour-bar > :last-child {
  text-align: right;
}
.ramp {
  grid-column: 1 / -1;
  height: 9px;
  margin: 1px;
  border-radius: 2px;
  box-shadow: 0 0 0 1px var(--line);
}
.badge {
  display: flex;
  flex-wrap: wrap;
  gap: 0 7px;
  margin-left: auto;
}
.badge > span + span::before {
  content: "·";
  margin-right: 7px;
  color: var(--muted);
}
.badge.open {
  flex: 1 0 100%;
  margin-left: 0;
}
.badge.open .error {
  color: var(--amber);
  font-weight: 600;
}
.tools {
  display: flex;
  margin-right: -8px;
}
.notes {
  margin-top: 4px;
  font-size: 12px;
  list-style: none;
}
.notes li {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 4;
  overflow: hidden;
  overflow-wrap: anywhere;
}
.provenance {
  margin-top: 4px;
  font-size: 12px;
}
summary {
  width: fit-content;
  cursor: pointer;
}
dl {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
  gap: 2px 20px;
  margin-top: 4px;
}
dl > div {
  display: flex;
  gap: 8px;
  min-width: 0;
}
dt {
  flex: none;
}
dt::after {
  content: ":";
}
dd {
  min-width: 0;
  max-height: 80px;
  overflow: auto;
  color: var(--ink);
  overflow-wrap: anywhere;
}
.help {
  position: absolute;
  right: 0;
  bottom: 40px;
  z-index: 2;
  display: grid;
  gap: 8px;
  width: min(460px, 100%);
  max-height: 90%;
  padding: 16px 18px;
  overflow: auto;
  border-radius: 10px;
  background: var(--bg);
  box-shadow:
    0 0 0 1px var(--line),
    0 10px 36px rgb(0 0 0 / 28%);
}
.help h3 {
  font-size: 15px;
}
.help .clip {
  display: inline-block;
  max-width: 100%;
  vertical-align: bottom;
}
.help button {
  justify-self: end;
}

/* Before the first picture */
.waiting {
  display: grid;
  place-content: center;
  place-items: center;
  gap: 8px;
  width: var(--picture);
  max-width: 100%;
  aspect-ratio: 1;
  margin: 46px 0 134px;
  background: var(--soft);
}

/* Report */
.report {
  min-height: 100vh;
  padding: 20px 12px;
}
.report > div:first-child {
  max-width: 1120px;
  margin: 0 auto;
  padding: 0 16px;
  box-sizing: content-box;
}
h1 {
  font-size: 15px;
  font-weight: 600;
}
.index {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
  gap: 8px;
  margin: 10px -6px 8px;
}
.index button {
  display: grid;
  justify-items: start;
  min-width: 0;
  padding: 6px;
  border-radius: 8px;
  font-size: 12px;
  line-height: 17px;
  text-align: left;
}
.index button:hover {
  background: var(--soft);
}
.index button[aria-current] {
  background: var(--soft);
  box-shadow: inset 0 -2px var(--accent);
}
.index canvas {
  width: 100%;
  aspect-ratio: 1;
  object-fit: cover;
  margin-bottom: 4px;
}
.index .clip {
  max-width: 100%;
}
.generator {
  max-width: 1120px;
  margin: 16px auto 0;
  padding: 0 16px;
  box-sizing: content-box;
  font-size: 12px;
}

/* Narrow: one column, picture first (the same width as NARROW in layout.ts, less the padding) */
@container igviz (width < 1010px) {
  .shades {
    justify-content: flex-start;
  }
}
@container igviz (width < 700px) {
  header {
    flex-wrap: wrap;
  }
  .claim {
    flex-grow: 1;
  }
  .others {
    flex: 1 0 100%;
    flex-wrap: wrap;
    order: 1;
  }
  main {
    grid-template-columns: minmax(0, 1fr);
  }
  .frame {
    margin: 0 auto;
  }
  .readout {
    justify-content: center;
  }
  .path {
    grid-template-rows: auto 130px 54px auto auto auto;
  }
  .caption {
    grid-column: 1 / -1;
    margin: 0 0 4px;
  }
  .badge {
    margin-left: 0;
  }
  .badge.open .error {
    flex: 1 0 100%;
  }
  .badge.open .error + span::before {
    content: none;
  }
}
@container igviz (width < 460px) {
  .claim,
  .baseline {
    max-width: 100%;
  }
  .segments button {
    min-width: 28px;
    padding: 0 8px;
  }
  .shades {
    display: contents;
  }
  .slider {
    flex-basis: 100%;
    order: 1;
    max-width: none;
  }
  .slider .muted {
    width: 56px;
  }
  .readout {
    gap: 2px 10px;
    font-size: 11px;
  }
}

@media (prefers-reduced-motion: no-preference) {
  .progress > div {
    transition: transform 0.2s linear;
  }
}
`;var ft="igviz:alpha";function re(t,e,n=null,r=D()){let{root:o,shadow:i}=Zr(t),a=null,l=De,p="",u=!0,h=!1,c=0,f=r.alpha,d=w=>{Object.assign(r,w),g()},m=new Ne(r,d);o.addEventListener("keydown",w=>{w.key!=="Escape"||!r.help||(w.stopPropagation(),d({help:!1}))});function g(){h||!u||(h=!0,no(()=>{h=!1,u&&v()}))}function v(){let w=performance.now();o.dataset.theme=Ce(),o.dataset.palette=r.palette;let H=to(o),F=window.devicePixelRatio||1,me=a?`${a.figure.target.label} ${r.mode}`:"igviz",G=(oe,T,z)=>vn(oe,T,z,me),V=i.activeElement;ae(s(xn,{scene:a,view:r,status:l,host:n,error:p,width:H,ratio:F,set:d,onDownload:G}),o),V&&!V.isConnected&&!i.activeElement&&o.querySelector('[data-testid="target"]')?.focus(),m.sync(),r.alpha!==f&&eo(w),f=r.alpha}async function b(w){let H=++c;if(!ge(w)){try{let F=new ne(await be(w));if(H!==c)return;a=F,p=""}catch(F){if(H!==c)return;p=F instanceof Error?F.message:String(F)}g()}}let _=Re(g),A=new ResizeObserver(g);return A.observe(t),v(),b(e),{update:b,status(w){l=w,g()},host(w){n=w,g()},destroy(){u=!1,m.stop(),_(),A.disconnect(),ae(null,o),i.replaceChildren(),delete t.dataset.lmSuppressShortcuts}}}function Zr(t){let e=t.shadowRoot??t.attachShadow({mode:"open"});t.dataset.lmSuppressShortcuts="true";let n=document.createElement("div");return n.className="igviz",n.dataset.testid="igviz",e.replaceChildren(n),mt(e,We),{root:n,shadow:e}}function mt(t,e){try{let n=new CSSStyleSheet;n.replaceSync(e),t.adoptedStyleSheets=[n]}catch{let n=document.createElement("style");n.textContent=e,t.append(n)}}function eo(t){performance.getEntriesByName?.(ft).length>=200&&performance.clearMeasures(ft),performance.measure?.(ft,{start:t,end:performance.now()})}function to(t){let e=getComputedStyle(t),n=Number.parseFloat(e.paddingLeft)+Number.parseFloat(e.paddingRight);return Math.max(0,t.clientWidth-(n||0))||900}function no(t){typeof requestAnimationFrame=="function"?requestAnimationFrame(t):setTimeout(t,0)}var je=class{#e;#t;#n;#r=null;#o=!1;constructor(e,n={}){this.#e=e,this.#t=n,this.#n=n}get waiting(){return this.#r!==null}request(e){let n={...this.#t,...this.#r};(e.target!==void 0||e.baseline!==void 0)&&delete n.tol,this.#r={...n,...e},this.#i()}answered(){this.#n=this.#t}status({state:e}){this.#o=e==="computing",(e==="failed"||e==="stopped")&&(this.#t=this.#n),this.#i()}#i(){this.#o||this.#r===null||(this.#t=this.#r,this.#r=null,this.#e(this.#t))}};var Fn=new WeakMap;function ro(t){let e=t.get("layout"),n=typeof e=="object"&&e!==null?e:t,r=Fn.get(n);return r||(r=D(),Fn.set(n,r)),r}function Tn(t,e){let n=t.get("choices");return ge(n)?null:{choices:{labels:n?.labels??[],baselines:n?.baselines??[],tols:n?.tols??[]},select:r=>e.request(r),stop(){t.set("stop",fe(t).job),t.save_changes()}}}function fe(t){return{...De,...t.get("status")}}function $n(t){let{again:e=0,...n}=t.get("selection")??{};return[n,e]}function oo(t,e){return t.target===e.target&&t.baseline===e.baseline&&t.tol===e.tol}function En({model:t}){let e=String(t.get("twin")??"");if(!/^[\w-]+$/.test(e))return()=>{};let n=document.createElement("style");return n.textContent=`.${e}, .jp-OutputArea-child:has(.${e}) { display: none; }`,document.head.append(n),()=>n.remove()}function Cn({model:t,el:e}){let n=new je(l=>{let[p,u]=$n(t);t.set("selection",oo(l,p)?{...l,again:u+1}:l),t.save_changes()},$n(t)[0]);n.status(fe(t));let r=re(e,t.get("figure"),Tn(t,n),ro(t));r.status(fe(t));let o=()=>{n.answered(),r.update(t.get("figure"))},i=()=>r.host(Tn(t,n)),a=()=>{n.status(fe(t)),r.status(fe(t))};return t.on("change:figure",o),t.on("change:choices",i),t.on("change:status",a),()=>{t.off("change:figure",o),t.off("change:choices",i),t.off("change:status",a),r.destroy()}}function Rn(t){return s(S,{children:[t.title&&s("h1",{class:"clip",children:t.title}),t.entries.length>0&&s("nav",{class:"index","aria-label":"Pictures in this report",children:t.entries.map((e,n)=>s(ao,{figure:e,index:n,current:n===t.current,pick:t.pick},String(n)))})]})}function io(t){let e=new ne(t),n=D();return e.picture(n,e.stage(n.alpha))}function ao(t){let{figure:e,index:n}=t,r=E(()=>e&&io(e),[e]),o=e?e.target.label:"unreadable",i=e?.title||`picture ${n+1}`;return s("button",{type:"button",...y(`entry-${n}`,`${i}: ${o}`,`${i}: ${o}`),"aria-current":t.current?"true":void 0,onClick:()=>t.pick(n),children:[e&&r&&s(J,{id:`thumb-${n}`,label:"",pixels:r,width:e.width,height:e.height}),s("span",{class:"clip",children:o}),e&&s("span",{class:"number muted",children:$(e.score,e.output)})]})}async function Nn(t,e){let n=document.createElement("div"),r=n.attachShadow({mode:"open"}),o=document.createElement("div");o.className="report";let i=document.createElement("div"),a=document.createElement("div"),l=document.createElement("p");l.className="generator muted",l.textContent=e.generator,o.append(i,a,l),r.append(o),mt(r,We),t.append(n),lo(o,t);let p=D(),u=null,h=d=>{let m=e.figures[d];u?(Object.assign(p,{playing:!1,pixel:null,help:!1}),u.update(m)):u=re(a,m,null,p)},c=e.figures.length>1?await so(e.figures):[],f=d=>{let m=g=>{f(g),h(g)};ae(s(Rn,{title:e.title,entries:c,current:d,pick:m}),i)};f(0),e.figures.length>0&&h(0)}async function so(t){return Promise.all(t.map(e=>be(e).catch(()=>null)))}function lo(t,e){let n=()=>{t.dataset.theme=Ce();let{style:r}=e.ownerDocument.body;r.margin="0",r.background=getComputedStyle(t).getPropertyValue("--bg")};n(),Re(n)}var co={initialize:En,render:Cn};return zn(uo);})();
export default igviz.widget;
